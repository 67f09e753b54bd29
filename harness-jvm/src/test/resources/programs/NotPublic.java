public class NotPublic {
    static void main(String[] args) {}
}
