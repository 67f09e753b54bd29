import java.lang.reflect.Field;

/** Reaches into a module. */
public class Opens {
    public static void main(String[] args) throws Exception {
        Field value = String.class.getDeclaredField("hash");
        value.setAccessible(true);
        System.out.println("open");
    }
}
