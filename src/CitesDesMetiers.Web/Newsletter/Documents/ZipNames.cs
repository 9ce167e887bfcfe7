using System.Text;
using System.Text.Unicode;

namespace CitesDesMetiers.Web.Newsletter.Documents;

/// <summary>
/// Reads the names in a ZIP that does not say how they are written: as UTF-8, as macOS writes them, otherwise in the code page of Western
/// Windows.
/// </summary>
internal sealed class ZipNames : Encoding
{
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(850)!;

    public override int GetByteCount(char[] chars, int index, int count) => UTF8.GetByteCount(chars, index, count);

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) =>
        UTF8.GetBytes(chars, charIndex, charCount, bytes, byteIndex);

    public override int GetCharCount(byte[] bytes, int index, int count) =>
        For(bytes.AsSpan(index, count)).GetCharCount(bytes, index, count);

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        For(bytes.AsSpan(byteIndex, byteCount)).GetChars(bytes, byteIndex, byteCount, chars, charIndex);

    public override int GetMaxByteCount(int charCount) => UTF8.GetMaxByteCount(charCount);

    public override int GetMaxCharCount(int byteCount) => UTF8.GetMaxCharCount(byteCount);

    private static Encoding For(ReadOnlySpan<byte> name) => Utf8.IsValid(name) ? UTF8 : Western;
}
