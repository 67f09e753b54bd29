/** Looks for the topmost thread group, and starts a thread there. */
public class Groups {
    public static void main(String[] args) throws Exception {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread thread = new Thread(group, () -> {
            throw new IllegalStateException("at the top");
        }, "topmost");
        thread.start();
        thread.join();
    }
}
