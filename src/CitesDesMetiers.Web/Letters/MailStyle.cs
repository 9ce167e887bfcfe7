namespace CitesDesMetiers.Web.Letters;

/// <summary>Values for inline styles, which every mail program supports.</summary>
internal static class MailStyle
{
    public const string Paper = "#FBFAF7";
    public const string Ink = "#1B1F2A";
    public const string Petrol = "#0B4F6C";
    public const string Ochre = "#A84E0D";
    public const string Rule = "#D9D4C7";

    /// <summary>Text colour of captions, roles and the footer.</summary>
    public const string Quiet = "#5A5E68";

    /// <summary>Background of the agenda.</summary>
    public const string Panel = "#F5EDE1";

    /// <summary>Background of a picture that has not loaded, behind its alternative text.</summary>
    public const string Placeholder = "#EDE9E0";

    public const string DarkPaper = "#14171C";
    public const string DarkInk = "#ECE9E2";
    public const string DarkPetrol = "#8CCBE6";
    public const string DarkOchre = "#F0A35E";
    public const string DarkRule = "#4A4F5A";
    public const string DarkPanel = "#231F1B";

    public const string BodyFont = "Arial, Helvetica, sans-serif";
    public const string HeadlineFont = "Georgia, Times, serif";
    public const string CodeFont = "Consolas, 'Courier New', monospace";

    public const string FontSize = "16px";
    public const string LineHeight = "24px";

    /// <summary>Width of the layout, and so of the widest picture, in pixels.</summary>
    public const int Width = 600;
}
