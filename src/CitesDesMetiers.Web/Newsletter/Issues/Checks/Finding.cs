using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>A problem to correct before an issue is sent.</summary>
/// <param name="Line">The number of the check in the requirements (part B); null for the product's own checks.</param>
/// <param name="Blocks">Whether the problem prevents sending. Otherwise the editor decides.</param>
/// <param name="Message">In French: the problem, its place and the correction.</param>
/// <param name="Place">The page where it is corrected.</param>
public sealed record Finding(int? Line, bool Blocks, string Message, Place Place)
{
    /// <summary>The passage that an editor may allow as it is; null when that is not possible.</summary>
    public Passage? Passage { get; init; }

    /// <summary>The waiver by which an editor allowed this passage.</summary>
    public Waiver? Waiver { get; init; }

    /// <summary>The correction that one click makes; null when the text has to be edited.</summary>
    public Mend? Mend { get; init; }

    /// <summary>The key of a <see cref="Waiver"/>; null when there can be none.</summary>
    public string? PassageHash =>
        Passage is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Place.Path}\n{Passage.Mark}\n{Passage.Text}")));

    /// <summary>What this finding has in common with others; null for one that stands alone.</summary>
    public FindingKind? Kind { get; init; }

    /// <summary>The words or the title concerned, to tell the findings of a kind apart.</summary>
    public string? Spot { get; init; }

    /// <summary>The finding as one of a kind.</summary>
    public Finding As(FindingKind kind, string spot) => this with { Kind = kind, Spot = FlatText.Short(spot) };

    public static Finding Block(int? line, string message, Place place) => new(line, true, message, place);

    public static Finding Warn(int? line, string message, Place place) => new(line, false, message, place);
}

/// <param name="Title">In French and in the plural.</param>
/// <param name="Advice">What to do, in French and in the plural.</param>
public sealed record FindingKind(string Title, string? Advice = null)
{
    /// <summary>The address that mends all of them by POST, with the words of its button; null when each is mended by itself.</summary>
    public MendOfAll? All { get; init; }
}

public sealed record MendOfAll(string Label, string Path);

/// <param name="Mark">The words that look unfinished.</param>
/// <param name="Text">The whole paragraph, title or line that contains them.</param>
public sealed record Passage(string Mark, string Text);

/// <param name="Path">Address that makes the correction by POST, with the other two values.</param>
/// <param name="From">The current words.</param>
/// <param name="Becomes">The corrected words.</param>
public sealed record Mend(string Path, string From, string Becomes);

/// <param name="Name">In French, to follow "Ouvrir": "la nouvelle « X »".</param>
/// <param name="Path">The page of the desk, with the field as its fragment if there is one.</param>
public sealed record Place(string Name, string Path);
