using System.Text;

namespace CitesDesMetiers.Web.Newsletter.Issues.Pdf;

/// <summary>
/// Marks what a page draws outside its structure as artifact (ISO 14289-1, 7.1): page margins, rules, pictures without a description.
/// It inserts operators and leaves every other byte, because a rewritten stream would have rounded numbers.
/// </summary>
internal static class ContentArtifacts
{
    private static readonly HashSet<string> Openers = ["BT", "m", "re", "Do", "sh", "BI"];
    private static readonly HashSet<string> Closers = ["ET", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n", "Do", "sh", "EI"];

    /// <param name="content">The content stream of a page, uncompressed.</param>
    public static byte[] Mark(byte[] content)
    {
        using var marked = new MemoryStream();
        var (depth, isOpen, written) = (0, false, 0);
        foreach (var (name, start, end) in ContentOperators.Of(content))
        {
            depth += name is "BDC" or "BMC" ? 1 : name is "EMC" ? -1 : 0;
            if (depth > 0 && isOpen)
            {
                throw new InvalidDataException("A page has structure inside an object that is outside the structure.");
            }

            if (depth == 0 && !isOpen && Openers.Contains(name))
            {
                CopyTo(start, "/Artifact BMC\n");
                isOpen = true;
            }

            if (isOpen && Closers.Contains(name))
            {
                CopyTo(end, "\nEMC\n");
                isOpen = false;
            }
        }

        CopyTo(content.Length, "");
        return marked.ToArray();

        void CopyTo(int place, string insertion)
        {
            marked.Write(content.AsSpan(written..place));
            marked.Write(Encoding.ASCII.GetBytes(insertion));
            written = place;
        }
    }
}
