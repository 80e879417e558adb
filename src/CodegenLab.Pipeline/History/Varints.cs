namespace CodegenLab.Pipeline.History;

/// <summary>Ascending numbers in few bytes: differences, seven bits a byte.</summary>
internal static class Varints
{
    public static void Write(BinaryWriter writer, IReadOnlyCollection<int> ascending)
    {
        writer.Write7BitEncodedInt(ascending.Count);
        var last = 0;
        foreach (var number in ascending)
        {
            writer.Write7BitEncodedInt(number - last);
            last = number;
        }
    }

    public static int[] Read(BinaryReader reader)
    {
        var numbers = new int[reader.Read7BitEncodedInt()];
        var last = 0;
        for (var at = 0; at < numbers.Length; at++)
            numbers[at] = last += reader.Read7BitEncodedInt();
        return numbers;
    }

    public static byte[] Pack(Action<BinaryWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
            write(writer);
        return stream.ToArray();
    }
}
