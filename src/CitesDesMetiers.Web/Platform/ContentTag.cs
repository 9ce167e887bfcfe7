using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace CitesDesMetiers.Web.Platform;

/// <summary>
/// The ETag of a file that the site writes: a hash of its bytes, because names of Cités and of the network are part of it. It is weak,
/// because the file may leave compressed.
/// </summary>
internal static class ContentTag
{
    public static EntityTagHeaderValue Of(byte[] content) => new($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}\"", isWeak: true);
}
