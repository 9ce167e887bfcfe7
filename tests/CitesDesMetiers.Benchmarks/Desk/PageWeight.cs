using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace CitesDesMetiers.Benchmarks.Desk;

/// <summary>What a page loads in scripts and styles, imports of modules included, compressed as the published site serves it.</summary>
internal sealed partial class PageWeight(DeskVisitor visitor)
{
    /// <returns>Bytes after Brotli, all files together.</returns>
    public async Task<int> OfAsync(string page)
    {
        var html = await visitor.ReadAsync(page);
        var waiting = new Queue<string>(
            Resource().Matches(html).Select(m => m.Groups[1].Value)
                .Where(p => p.Contains(".css", StringComparison.Ordinal) || p.Contains(".js", StringComparison.Ordinal)));
        var seen = new HashSet<string>();
        var total = 0;
        while (waiting.TryDequeue(out var path))
        {
            if (!seen.Add(path.Split('?')[0]))
            {
                continue;
            }

            var text = await visitor.ReadAsync(path);
            total += Compressed(text);
            foreach (Match import in Import().Matches(text))
            {
                waiting.Enqueue(new Uri(new Uri("http://site" + path), import.Groups[1].Value).AbsolutePath);
            }
        }

        return total;
    }

    private static int Compressed(string text)
    {
        using var memory = new MemoryStream();
        using (var brotli = new BrotliStream(memory, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            brotli.Write(Encoding.UTF8.GetBytes(text));
        }

        return (int)memory.Length;
    }

    [GeneratedRegex("(?:href|src)=\"(/[^\"]+)\"")]
    private static partial Regex Resource();

    /// <summary>Of a module, or of a style sheet.</summary>
    [GeneratedRegex("(?:from|import)\\s*(?:url)?\\(?[\"']([^\"':]+\\.(?:js|css))[\"']")]
    private static partial Regex Import();
}
