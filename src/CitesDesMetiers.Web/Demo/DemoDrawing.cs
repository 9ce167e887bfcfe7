using System.Reflection;

namespace CitesDesMetiers.Web.Demo;

/// <summary>A drawing of the demonstration. Its file is in <c>Demo/Pictures</c>, under the licence of the product.</summary>
/// <param name="Name">The name of its file, without the extension.</param>
/// <param name="AlternativeText">In French.</param>
internal sealed record DemoDrawing(string Name, string AlternativeText)
{
    public const string Credit = "Illustration : Réseau des Cités des métiers, CC0";

    /// <summary>Reads the PNG file of 1600 by 1000 pixels.</summary>
    /// <exception cref="FileNotFoundException">There is no such file in <c>Demo/Pictures</c>.</exception>
    public byte[] Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Demo/Pictures/{Name}.png")
            ?? throw new FileNotFoundException("A picture of the demonstration is missing.", Name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
