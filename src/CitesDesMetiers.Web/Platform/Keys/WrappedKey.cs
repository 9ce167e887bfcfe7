using System.Xml.Linq;
using CitesDesMetiers.Core.Storage;

namespace CitesDesMetiers.Web.Platform.Keys;

/// <summary>Wraps a stored key of Data Protection as the framework does when it makes a new one.</summary>
internal static class WrappedKey
{
    private const string DecryptorType = "decryptorType";

    private static readonly XNamespace Namespace = "http://schemas.asp.net/2015/03/dataProtection";
    private static readonly XName Secret = Namespace + "encryptedSecret";
    private static readonly XName RequiresEncryption = Namespace + "requiresEncryption";

    /// <returns>The key with its secrets wrapped by the current root; null when they are already.</returns>
    public static string? Renew(string xml, KeyRoots roots)
    {
        var key = XElement.Parse(xml);
        var open = key.DescendantsAndSelf().Where(e => (bool?)e.Attribute(RequiresEncryption) is true).ToList();
        var former = key.Descendants(WrappedXmlDecryptor.Element)
            .Where(e => e.Parent?.Name == Secret && (string?)e.Attribute(WrappedXmlDecryptor.Root) != roots.Current!.Id).ToList();
        if (open.Count + former.Count == 0)
        {
            return null;
        }

        open.ForEach(secret => secret.ReplaceWith(Wrap(secret, roots)));
        former.ForEach(wrapped => wrapped.Parent!.ReplaceWith(Wrap(WrappedXmlDecryptor.Decrypt(wrapped, roots), roots)));
        return key.ToString(SaveOptions.DisableFormatting);
    }

    private static XElement Wrap(XElement secret, KeyRoots roots)
    {
        var wrapped = new WrappedXmlEncryptor(roots.Current!).Encrypt(secret);
        return new XElement(Secret, new XAttribute(DecryptorType, wrapped.DecryptorType.AssemblyQualifiedName!), wrapped.EncryptedElement);
    }
}
