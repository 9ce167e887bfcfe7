using System.Buffers.Text;

namespace CitesDesMetiers.Web.Platform.Identity.Factors;

/// <summary>Identifiers of passkeys as text for forms.</summary>
internal static class PasskeyIds
{
    public static string ToText(byte[] id) => Base64Url.EncodeToString(id);

    /// <returns>Null if it is none.</returns>
    public static byte[]? Parse(string? text) => text is { Length: > 0 } && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
