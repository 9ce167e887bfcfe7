using DiffPlex;
using DiffPlex.Chunkers;

namespace CitesDesMetiers.Web.Newsletter.Drafts;

/// <summary>The fate of a piece of text from one version to the next.</summary>
public enum PieceKind
{
    Kept,
    Added,
    Removed,
}

public sealed record TextPiece(PieceKind Kind, string Text);

/// <summary>Compares two texts word by word.</summary>
internal static class TextDifference
{
    /// <summary>The pieces in reading order. Kept and added pieces form the newer text, kept and removed pieces the older one.</summary>
    public static IReadOnlyList<TextPiece> Between(string older, string newer)
    {
        var result = Differ.Instance.CreateDiffs(older, newer, ignoreWhiteSpace: false, ignoreCase: false, new WordChunker());
        var pieces = new List<TextPiece>();
        var read = 0;
        foreach (var block in result.DiffBlocks)
        {
            Add(PieceKind.Kept, result.PiecesOld, read, block.DeleteStartA - read);
            Add(PieceKind.Removed, result.PiecesOld, block.DeleteStartA, block.DeleteCountA);
            Add(PieceKind.Added, result.PiecesNew, block.InsertStartB, block.InsertCountB);
            read = block.DeleteStartA + block.DeleteCountA;
        }

        Add(PieceKind.Kept, result.PiecesOld, read, result.PiecesOld.Count - read);
        return pieces;

        void Add(PieceKind kind, IReadOnlyList<string> from, int start, int count)
        {
            if (count > 0)
            {
                pieces.Add(new TextPiece(kind, string.Concat(from.Skip(start).Take(count))));
            }
        }
    }
}
