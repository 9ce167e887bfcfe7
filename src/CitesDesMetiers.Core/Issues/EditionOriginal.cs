namespace CitesDesMetiers.Core.Issues;

/// <summary>The document that an archived edition was read from, for readers. It has a row of its own so that lists never load it.</summary>
/// <param name="extension">Of its file name, with the dot.</param>
public class EditionOriginal(int editionId, string extension, byte[] bytes)
{
    public int EditionId { get; private set; } = editionId;
    public string Extension { get; private set; } = extension;
    public byte[] Bytes { get; private set; } = bytes;

    /// <summary>In bytes.</summary>
    public int Size { get; private set; } = bytes.Length;
}
