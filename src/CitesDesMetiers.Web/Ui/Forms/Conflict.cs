using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace CitesDesMetiers.Web.Ui.Forms;

/// <summary>A field that two people changed to different values.</summary>
internal sealed record ConflictingField(string Label, string Mine, string Theirs);

/// <summary>Compares a sent form with what somebody else saved meanwhile, so that neither is lost.</summary>
internal static class Conflict
{
    /// <summary>The labelled fields in which the two forms differ.</summary>
    public static IReadOnlyList<ConflictingField> Between<TForm>(TForm mine, TForm theirs) where TForm : notnull =>
        [.. typeof(TForm).GetProperties()
            .Select(p => (Property: p, Label: p.GetCustomAttribute<DisplayAttribute>()?.Name))
            .Where(p => p.Label is not null && !typeof(IFormFile).IsAssignableFrom(p.Property.PropertyType))
            .Select(p => new ConflictingField(p.Label!, Show(p.Property.GetValue(mine)), Show(p.Property.GetValue(theirs))))
            .Where(f => f.Mine != f.Theirs)];

    private static string Show(object? value) =>
        value switch
        {
            null => "",
            string text => text.ReplaceLineEndings("\n").Trim(),
            bool yes => yes ? "oui" : "non",
            System.Collections.IDictionary map => Show(map.Values),
            System.Collections.IEnumerable list => string.Join(", ", list.Cast<object>()),
            _ => Convert.ToString(value, CultureInfo.GetCultureInfo("fr-FR")) ?? "",
        };
}
