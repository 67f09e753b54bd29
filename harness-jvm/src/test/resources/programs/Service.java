public class Service implements Runnable {
    @Override
    public void run() {
        System.out.println("service runs");
    }
}
