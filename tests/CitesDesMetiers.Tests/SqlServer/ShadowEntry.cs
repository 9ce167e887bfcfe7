using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Update;

namespace CitesDesMetiers.Tests.SqlServer;

/// <summary>
/// A change the product saves, as the SqlServer model sees it: the same values under that model's properties. What the absent
/// server makes up, its keys, goes nowhere.
/// </summary>
internal sealed class ShadowEntry(IUpdateEntry real, DbContext context) : IUpdateEntry
{
    public DbContext Context => context;

    public IEntityType EntityType { get; } = context.Model.FindEntityType(real.EntityType.Name)!;

    public EntityState EntityState
    {
        get => real.EntityState;
        set => throw new NotSupportedException();
    }

    public IUpdateEntry? SharedIdentityEntry => real.SharedIdentityEntry is { } shared ? new ShadowEntry(shared, context) : null;

    public bool IsModified(IProperty property) => real.IsModified(Real(property));

    public bool IsModified(IComplexProperty property) => real.IsModified((IComplexProperty)Real((IPropertyBase)property));

    public bool HasTemporaryValue(IProperty property) => real.HasTemporaryValue(Real(property));

    public bool HasExplicitValue(IProperty property) => real.HasExplicitValue(Real(property));

    public bool HasStoreGeneratedValue(IProperty property) => real.HasStoreGeneratedValue(Real(property));

    public bool IsStoreGenerated(IProperty property) => real.IsStoreGenerated(Real(property));

    public bool IsConceptualNull(IProperty property) => real.IsConceptualNull(Real(property));

    public bool CanHaveOriginalValue(IPropertyBase propertyBase) => real.CanHaveOriginalValue(Real(propertyBase));

    public object? GetCurrentValue(IPropertyBase propertyBase) => real.GetCurrentValue(Real(propertyBase));

    public TProperty GetCurrentValue<TProperty>(IPropertyBase propertyBase) => real.GetCurrentValue<TProperty>(Real(propertyBase));

    public object? GetOriginalValue(IPropertyBase propertyBase) => real.GetOriginalValue(Real(propertyBase));

    public TProperty GetOriginalValue<TProperty>(IProperty property) => real.GetOriginalValue<TProperty>(Real(property));

    public object? GetRelationshipSnapshotValue(IPropertyBase propertyBase) => real.GetRelationshipSnapshotValue(Real(propertyBase));

    public object? GetPreStoreGeneratedCurrentValue(IPropertyBase propertyBase) => real.GetPreStoreGeneratedCurrentValue(Real(propertyBase));

    public void SetOriginalValue(IProperty property, object? value)
    {
    }

    public void SetPropertyModified(IProperty property)
    {
    }

    public void SetStoreGeneratedValue(IProperty property, object? value, bool setModified = true)
    {
    }

    public EntityEntry ToEntityEntry() => real.ToEntityEntry();

    private IProperty Real(IProperty property) => (IProperty)Real((IPropertyBase)property);

    private IPropertyBase Real(IPropertyBase property) =>
        property.DeclaringType is IComplexType complex
            ? ((IComplexProperty)Real((IPropertyBase)complex.ComplexProperty)).ComplexType.FindMember(property.Name)!
            : real.EntityType.FindMember(property.Name)!;
}
