using System.Collections.Concurrent;
using CitesDesMetiers.Core.French;
using CitesDesMetiers.Web.Ui.Forms;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CitesDesMetiers.Web.Ui.Lists;

/// <summary>
/// Binds the French slug of an enumeration value: "a-reprendre" for "À reprendre". Use it as
/// <c>[ModelBinder&lt;FrenchSlugBinder&gt;]</c> on a filter. An unknown slug filters nothing.
/// </summary>
internal sealed class FrenchSlugBinder : IModelBinder
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(Enum Value, string Label)>> Known = new();

    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var word = bindingContext.ValueProvider.GetValue(bindingContext.ModelName).FirstValue;
        var found = ValuesOf(bindingContext.ModelMetadata.UnderlyingOrModelType).FirstOrDefault(v => Slug.From(v.Label) == word);
        bindingContext.Result = ModelBindingResult.Success(found.Value);
        return Task.CompletedTask;
    }

    /// <summary>All values as options of a <c>filter-choice</c>.</summary>
    public static List<SelectListItem> All<TEnum>() where TEnum : struct, Enum =>
        [.. ValuesOf(typeof(TEnum)).Select(v => new SelectListItem(v.Label, Slug.From(v.Label)))];

    /// <summary>All values, sorted by their French names.</summary>
    public static IEnumerable<TEnum> InOrder<TEnum>() where TEnum : struct, Enum =>
        ValuesOf(typeof(TEnum)).OrderBy(v => v.Label, FrenchOrder.Alphabet).Select(v => (TEnum)v.Value);

    public static string? Of(Enum? value) =>
        value is null ? null : Slug.From(ValuesOf(value.GetType()).First(v => v.Value.Equals(value)).Label);

    private static IReadOnlyList<(Enum Value, string Label)> ValuesOf(Type type) =>
        Known.GetOrAdd(
            type,
            t => [.. Enum.GetValues(t).Cast<Enum>()
                .Select(v => (v, (string)typeof(Labels).GetMethod(nameof(Labels.Label), [t])!.Invoke(null, [v])!))]);
}
