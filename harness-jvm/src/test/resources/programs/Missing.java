/** Deleted after the compilation. */
public class Missing {}
