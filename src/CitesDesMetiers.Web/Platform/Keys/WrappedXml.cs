using System.Xml.Linq;
using CitesDesMetiers.Core.Storage;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace CitesDesMetiers.Web.Platform.Keys;

/// <summary>
/// Wraps the keys of Data Protection with the root of the installation. The database names the type of the decryptor, so neither may be renamed.
/// </summary>
internal sealed class WrappedXmlEncryptor(KeyRoot root) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) =>
        new(
            new XElement(
                WrappedXmlDecryptor.Element, new XAttribute(WrappedXmlDecryptor.Root, root.Id),
                Convert.ToBase64String(root.Wrap(System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting))))),
            typeof(WrappedXmlDecryptor));
}

/// <summary>Opens what <see cref="WrappedXmlEncryptor"/> wrapped. Data Protection creates it with this constructor.</summary>
internal sealed class WrappedXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public const string Element = "wrapped";
    public const string Root = "root";

    public XElement Decrypt(XElement encryptedElement) => Decrypt(encryptedElement, services.GetRequiredService<KeyRoots>());

    public static XElement Decrypt(XElement wrapped, KeyRoots roots) =>
        XElement.Parse(System.Text.Encoding.UTF8.GetString(
            roots.Named((string)wrapped.Attribute(Root)!).Unwrap(Convert.FromBase64String(wrapped.Value))));
}
