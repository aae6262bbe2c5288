package dev.peering.node.demo;

/** What is left on the screen when a demo is over: the last table, and each promise with what became of it. */
final class Summary {

    private final Demo.Look look;

    Summary(Demo.Look look) {
        this.look = look;
    }

    void tell(View view) {
        boolean color = look.live() && look.color();
        int width = look.live() ? new Window().size()[0] : 120;
        Picture picture = new Picture(new Paint(width, Integer.MAX_VALUE, color, look.unicode()));
        look.out().println();
        picture.table(view.rows(), Integer.MAX_VALUE).forEach(line -> look.out().println(line.stripTrailing()));
        look.out().println();
        Picture wide = new Picture(new Paint(1000, Integer.MAX_VALUE, color, look.unicode()));
        wide.promises(view.promises()).forEach(look.out()::println);
        long kept = view.promises().stream()
                .filter(one -> one.status() == Promises.Status.KEPT)
                .count();
        look.out().println();
        look.out()
                .println(
                        kept == view.promises().size()
                                ? " All " + kept + " promises kept in "
                                        + view.time().toSeconds() + " s."
                                : " " + (view.promises().size() - kept) + " of "
                                        + view.promises().size() + " promises broken.");
    }
}
