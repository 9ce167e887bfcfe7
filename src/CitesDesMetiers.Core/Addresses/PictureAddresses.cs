using static System.FormattableString;

namespace CitesDesMetiers.Core.Addresses;

/// <summary>Addresses of the files of a picture, by its public name and its extension.</summary>
public static class PictureAddresses
{
    public const string Root = "/images/";

    /// <summary>The size for reading.</summary>
    public static string Large(string name, string extension) => $"{Root}{name}.{extension}";

    /// <summary>The size for mails and small places.</summary>
    public static string Mail(string name, string extension) => $"{Root}{name}-courriel.{extension}";

    /// <inheritdoc cref="Large"/>
    public static string LargeWebP(string name) => Large(name, "webp");

    /// <inheritdoc cref="Mail"/>
    public static string MailWebP(string name) => Mail(name, "webp");

    /// <summary>The pictures drawn for links, before the address of the page they stand for.</summary>
    public const string CardRoot = "/images/partage";

    /// <summary>The picture drawn for a page: "/images/partage/numeros/44.png".</summary>
    /// <param name="page">Address of an issue or an article.</param>
    public static string Card(string page) => $"{CardRoot}{page}.png";

    /// <summary>The size for lists. Its address changes with the focal point, so that caches do not keep the old one.</summary>
    public static string Thumbnail(string name, string extension, double focalX, double focalY) =>
        Invariant($"{Root}{name}-vignette-{Math.Round(focalX * 100):000}{Math.Round(focalY * 100):000}.{extension}");
}
