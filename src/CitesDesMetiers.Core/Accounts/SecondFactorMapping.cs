using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Accounts;

/// <summary>Columns that the framework's table of passkeys does not have.</summary>
public static class PasskeyColumns
{
    /// <summary>When the passkey last opened a session, UTC.</summary>
    public const string UsedAt = nameof(UsedAt);

    public const int NameLength = 60;

    /// <summary>Bytes of the longest identifier. A key of SQL Server holds no more; authenticators use up to about 250.</summary>
    public const int IdLength = 900;
}

internal sealed class SecondFactorMapping :
    IEntityTypeConfiguration<SecondFactor>, IEntityTypeConfiguration<RecoveryCode>, IEntityTypeConfiguration<IdentityUserPasskey<int>>
{
    public void Configure(EntityTypeBuilder<SecondFactor> builder)
    {
        builder.HasKey(f => f.UserId);
        builder.Property(f => f.UserId).ValueGeneratedNever();
        builder.Property(f => f.Secret).HasMaxLength(SecondFactor.SecretLength);
        builder.HasOne<User>().WithOne().HasForeignKey<SecondFactor>(f => f.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.Property(c => c.Salt).HasMaxLength(RecoveryCode.HashLength);
        builder.Property(c => c.Hash).HasMaxLength(RecoveryCode.HashLength);
        builder.HasOne<User>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    /// <summary>
    /// The table of version 3 of Identity's schema (<see cref="IdentitySchemaVersions.Version3"/>), mapped here: the version in Identity's
    /// options reaches the model only where the application's services exist, and the model must be the same everywhere. What Identity keeps in
    /// a column of JSON has columns of its own, as everywhere in this database.
    /// </summary>
    public void Configure(EntityTypeBuilder<IdentityUserPasskey<int>> builder)
    {
        builder.ToTable("AspNetUserPasskeys");
        builder.HasKey(p => p.CredentialId);
        builder.Property(p => p.CredentialId).HasMaxLength(PasskeyColumns.IdLength);
        builder.ComplexProperty(p => p.Data, data => data.Property(d => d.Name).HasMaxLength(PasskeyColumns.NameLength));
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.Property<DateTime?>(PasskeyColumns.UsedAt);
    }
}
