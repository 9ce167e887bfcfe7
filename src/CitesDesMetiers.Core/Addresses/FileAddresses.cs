namespace CitesDesMetiers.Core.Addresses;

/// <summary>Beginnings of the addresses of files that pages need. Pictures have <see cref="PictureAddresses"/>.</summary>
public static class FileAddresses
{
    public const string Styles = "/css/";

    /// <summary>Fonts and scripts of others.</summary>
    public const string Libraries = "/lib/";
    public const string Icon = "/favicon";
    public const string TouchIcon = "/apple-touch-icon";
}
