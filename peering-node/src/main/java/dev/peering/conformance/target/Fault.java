package dev.peering.conformance.target;

import java.util.Optional;

/**
 * What a target can do wrong, one switch each. Ids are stable. The first case is the one that must find it.
 *
 * <p>Some are what real nodes once did; those of the 2021 GoShimmer together make {@link Profile#GOSHIMMER}.
 */
public enum Fault implements SeededFault {
    M01("no signature is checked", "MP-I-16"),
    M02("single damaged bits in R are overlooked", "MP-I-16"),
    M03("the signature is checked with every key of the list, not with the packet's", "MP-I-20"),
    M04("the list is not checked", "MP-I-48"),
    M05("answers first, then looks at the list", "MP-I-76"),
    M06("the version is ignored", "MP-I-28"),
    M07("the version is cut to 8 bits", "MP-I-29"),
    M08("the stamp is not enforced (GoShimmer)", "MP-I-35"),
    M09("any future stamp is taken", "MP-I-38"),
    M10("stamps are made and read in milliseconds", "MP-O-05"),
    M11("the age of a request overflows", "MP-I-40"),
    M12("the address in the request is not looked at (GoShimmer)", "MP-I-44"),
    M13("requests are not remembered (GoShimmer)", "MP-I-52"),
    M14("requests are remembered without bound", "MP-I-55"),
    M16("req_hash is that of the packet", "MP-I-04"),
    M17("the hash of an answer is not checked", "MP-O-11"),
    M18("an answer by any key is taken", "MP-O-14"),
    M19("bytes behind the 64th of a signature are ignored", "MP-I-22"),
    M20("S + L is taken", "MP-I-26"),
    M21("keys of small order are taken", "MP-I-25"),
    M22("a goodbye is sent to a removed peer", "MP-L-06"),
    M23("dials in a tight loop", "MP-O-25"),
    M24("gives up after three dials", "MP-O-24"),
    M25("dials peers on both sides", "MP-O-32"),
    M26("keys are compared as signed bytes", "MP-L-08"),
    M27("hashes of keys are compared", "MP-L-08"),
    M28("base58 texts of keys are compared", "MP-L-08"),
    M29("peers that must not dial are answered", "MP-I-50"),
    M30("a peer may have two sessions", "MP-I-58"),
    M31("an old session keeps its peer out (GoShimmer)", "MP-I-60"),
    M32("connections are served one at a time (GoShimmer)", "MP-I-61"),
    M34("silent connections are never closed", "MP-I-09"),
    M36("a bad answer leaves the socket open (GoShimmer)", "MP-O-30"),
    M37("reads once, a split request is refused (GoShimmer)", "MP-I-11"),
    M38("req_hash by SHA-512/256", "MP-I-04"),
    M40("an answer by any listed key is taken", "MP-O-16"),
    M42("a malformed tag ends the listener", "MP-I-72"),
    M43("waits for as many bytes as a length claims", "MP-I-70"),
    M60("single damaged bits in S are overlooked", "MP-I-17"),
    M61("greets before the request", "MP-I-08"),
    M62("sends a frame right behind the response", "MP-I-05"),
    M63("sets the type in its response", "MP-I-06"),
    M64("signs the request's data in its response", "MP-I-03"),
    M65("puts the dialer's key into its response", "MP-I-02"),
    M66("uses one nonce for all signatures", "MP-I-07"),
    M67("takes packets of more than 256 bytes", "MP-I-13"),
    M69("cuts keys to 32 bytes", "MP-I-24"),
    M70("takes a request without a signature", "MP-I-23"),
    M71("bans a key after bad signatures", "MP-I-84"),
    M72("its time limit is for each read", "MP-I-63"),
    M73("remembers requests it refused", "MP-I-57"),
    M74("no limit for frames", "MP-I-80"),
    M75("frames are limited to 64 KiB", "MP-I-80"),
    M76("an unknown frame type ends the session", "MP-I-82"),
    M77("an empty frame ends the session", "MP-I-79"),
    M78("waits for ever for the rest of a frame", "MP-I-81"),
    M79("the time limit for the request stays on after it", "MP-I-01"),
    M80("refuses an explicit version 0", "MP-I-32"),
    M81("insists on the order of fields", "MP-I-65"),
    M82("verifies the first data field and uses the last", "MP-I-67"),
    M84("the version is cut to 32 bits (GoShimmer)", "MP-I-30"),
    M85("no stamp means now", "MP-I-39"),
    M86("takes milliseconds beside seconds", "MP-I-42"),
    M87("takes a request for nobody", "MP-I-45"),
    M88("looks at the host of the address only", "MP-I-56"),
    M89("a window of 60 s", "MP-I-35"),
    M90("a window of 5 s", "MP-I-34"),
    M91("no stamp ahead of its own clock", "MP-I-37"),
    M92("forgets requests when their session ends", "MP-I-53"),
    M93("a peer that broke off is locked out", "MP-I-59"),
    M94("signs the wrong bytes in its request", "MP-O-02"),
    M95("speaks version 1", "MP-O-03"),
    M96("names its own address in the request", "MP-O-04"),
    M97("makes its request once and sends it for ever", "MP-O-35"),
    M98("sends a frame before the answer", "MP-O-06"),
    M99("waits for an answer for ever", "MP-O-09"),
    M100("reads once, a split answer is refused (GoShimmer)", "MP-O-10"),
    M101("also takes the hash of the packet", "MP-O-12"),
    M102("compares as many bytes of the hash as there are", "MP-O-13"),
    M103("the signature of an answer is not checked", "MP-O-15"),
    M104("takes answers of more than 256 bytes", "MP-O-21"),
    M105("does not dial again after FIN", "MP-O-27"),
    M106("does not dial again after RST", "MP-O-28"),
    M107("dials one peer at a time, waiting for each", "MP-O-34"),
    M108("all dials are in step (GoShimmer)", "MP-O-36"),
    M109("writes IPv6 addresses without brackets", "MP-O-38"),
    M110("looks names up once (GoShimmer)", "MP-O-39"),
    M111("dials only the first address", "MP-O-41"),
    M112("dials again while an answer is slow", "MP-O-31"),
    M113("its time limit for an answer is for each read", "MP-O-40"),
    M114("its own key can be added", "MP-L-05"),
    M115("short keys are padded", "MP-L-03"),
    M116("adding again starts over", "MP-L-04"),
    M117("a removed peer is still answered", "MP-L-07"),
    M118("a removed peer is still dialed", "MP-L-06"),
    M119("the status stays connected", "MP-L-10"),
    M120("the filter for connected peers is ignored", "MP-L-11"),
    M121("the list is not kept over a crash (GoShimmer)", "MP-L-12"),
    M122("a changed address is ignored (GoShimmer)", "MP-L-13"),
    M123("a shutdown leaves connections open", "MP-L-14"),
    M124("knownPeers is not read", "MP-L-15"),
    M125("every added peer leaves a thread behind", "MP-L-16"),
    M126("directions in the list are the wrong way round", "MP-L-01"),
    M127("the last byte of keys is not compared", "MP-L-09"),
    M128("added peers are used after the next start", "MP-L-02"),
    M130("noise is answered with an error text", "MP-I-73"),
    M131("HTTP is answered", "MP-I-74"),
    M133("a peer that left is awaited again only at the next tick (GoShimmer)"),
    M134("a failed dial is repeated once after half a second (GoShimmer)"),
    M135("a stalled frame is given up, the connection kept (GoShimmer)"),
    M136("a packet with a frame behind it in the same read is refused (GoShimmer)"),
    M137("a peer has one address (GoShimmer)"),
    M138(
            "a removal holds the list until the peer's handshake is over, and that waits for the list (GoShimmer)",
            "MP-L-17"),
    M139("a peer removed while it connects counts as connected for ever", "MP-L-17"),
    M140("a peer removed while it connects gets its session all the same", "MP-L-17"),
    M141("requests are remembered by their data alone, whoever signed them", "MP-I-85"),
    M142("an added peer is awaited only from its first tick on");

    private final String text;
    private final Optional<String> caseId;

    Fault(String text) {
        this.text = text;
        this.caseId = Optional.empty();
    }

    Fault(String text, String caseId) {
        this.text = text;
        this.caseId = Optional.of(caseId);
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Optional<String> caseId() {
        return caseId;
    }
}
