using System.Security.Cryptography;
using System.Text;
using CitesDesMetiers.Core.Issues;

namespace CitesDesMetiers.Web.Newsletter.Issues.Checks;

/// <summary>Something to mend before an issue goes out.</summary>
/// <param name="Line">Its number in the checklist of the requirements (part B); null for what only this product checks.</param>
/// <param name="Blocks">Whether the issue cannot go out with it; otherwise the editor may decide.</param>
/// <param name="Message">French, says what and where and what to do.</param>
/// <param name="Place">Where it is mended.</param>
public sealed record Finding(int? Line, bool Blocks, string Message, Place Place)
{
    /// <summary>Where an editor may say that it is meant as it stands: the passage they would say it of.</summary>
    public Passage? Passage { get; init; }

    /// <summary>An editor has said so, of this very passage.</summary>
    public Waiver? Waiver { get; init; }

    /// <summary>What one click would make of it; null where somebody has to write.</summary>
    public Mend? Mend { get; init; }

    /// <summary>What a <see cref="Waiver"/> holds for; null where there can be none.</summary>
    public string? PassageHash =>
        Passage is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Place.Path}\n{Passage.Mark}\n{Passage.Text}")));

    public static Finding Block(int? line, string message, Place place) => new(line, true, message, place);

    public static Finding Warn(int? line, string message, Place place) => new(line, false, message, place);
}

/// <param name="Mark">The words that look unfinished.</param>
/// <param name="Text">The whole paragraph, title or line that they stand in.</param>
public sealed record Passage(string Mark, string Text);

/// <param name="Path">Takes the mending by POST, with the other two.</param>
/// <param name="From">The words as they are.</param>
/// <param name="Becomes">The words as they would be.</param>
public sealed record Mend(string Path, string From, string Becomes);

/// <param name="Name">French, as after "Ouvrir": "la nouvelle « X »".</param>
/// <param name="Path">Page of the desk, to the field where there is one.</param>
public sealed record Place(string Name, string Path);
