namespace CitesDesMetiers.Web.Editions.Checks;

/// <summary>Something to mend before an issue goes out.</summary>
/// <param name="Line">Its number in the checklist of the requirements (part B); null for what only this product checks.</param>
/// <param name="Blocks">Whether the issue cannot go out with it; otherwise the editor may decide.</param>
/// <param name="Message">French, says what and where and what to do.</param>
/// <param name="Place">Where it is mended.</param>
public sealed record Finding(int? Line, bool Blocks, string Message, Place Place)
{
    public static Finding Block(int? line, string message, Place place) => new(line, true, message, place);

    public static Finding Warn(int? line, string message, Place place) => new(line, false, message, place);
}

/// <param name="Name">French, as after "Ouvrir": "la nouvelle « X »".</param>
/// <param name="Path">Page of the desk, to the field where there is one.</param>
public sealed record Place(string Name, string Path);
