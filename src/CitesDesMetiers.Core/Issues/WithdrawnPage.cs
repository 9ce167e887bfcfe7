namespace CitesDesMetiers.Core.Issues;

/// <summary>The address of a page that was taken back. It answers 410 unless something else has the address since.</summary>
/// <param name="path">From the root of the site.</param>
/// <param name="at">UTC.</param>
public class WithdrawnPage(string path, DateTime at)
{
    public const int PathLength = 200;

    public string Path { get; private set; } = path;
    public DateTime At { get; private set; } = at;
}
