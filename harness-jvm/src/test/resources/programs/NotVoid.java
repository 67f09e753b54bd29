public class NotVoid {
    public static int main(String[] args) {
        return 0;
    }
}
