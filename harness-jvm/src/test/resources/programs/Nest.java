/** Has a child process and waits for it. */
public class Nest {
    public static void main(String[] args) throws Exception {
        System.out.println("self " + ProcessHandle.current().pid());
        Process child = new ProcessBuilder("sleep", "1000").start();
        System.out.println("sleep " + child.pid());
        System.exit(child.waitFor());
    }
}
