namespace CitesDesMetiers.Tests.Fuzz;

/// <summary>Files spoilt by chance, the same ones at each run.</summary>
internal static class Mutation
{
    /// <summary>Each file as often as asked: cut, with bytes changed, with a piece erased, repeated or moved.</summary>
    public static IEnumerable<byte[]> Of(int seed, int times, params IEnumerable<byte[]> files)
    {
        var random = new Random(seed);
        return [.. files.SelectMany(file => Enumerable.Range(0, times).Select(_ => Spoil(file, random)))];
    }

    private static byte[] Spoil(byte[] file, Random random)
    {
        var (at, length) = (random.Next(file.Length), random.Next(1, 1 + (file.Length / 4)));
        var end = Math.Min(file.Length, at + length);
        return random.Next(5) switch
        {
            0 => file[..at],
            1 => [.. file[..at], .. new byte[end - at], .. file[end..]],
            2 => [.. file[..end], .. file[at..]],
            3 => [.. file[..at], .. file[end..]],
            _ => Change(file, random),
        };
    }

    private static byte[] Change(byte[] file, Random random)
    {
        var changed = file.ToArray();
        for (var i = random.Next(1, 9); i > 0; i--)
        {
            // The head says what the rest means.
            changed[random.Next(2) == 0 ? random.Next(Math.Min(64, file.Length)) : random.Next(file.Length)] = (byte)random.Next(256);
        }

        return changed;
    }
}
