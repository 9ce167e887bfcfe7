using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Accounts;

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>, IEntityTypeConfiguration<KnownDevice>, IEntityTypeConfiguration<GuessCount>
{
    private const int HashLength = 32;

    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.Property(s => s.Hash).HasMaxLength(HashLength);
        builder.Property(s => s.SecurityStamp).HasMaxLength(64);
        builder.Property(s => s.Methods).HasMaxLength(60);
        builder.Property(s => s.Device).HasMaxLength(Session.DeviceLength);
        builder.Property(s => s.Network).HasMaxLength(Session.NetworkLength);
        builder.HasIndex(s => s.Hash).IsUnique();
        builder.HasIndex(s => s.ExpiresAt);
        builder.HasOne(s => s.User).WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<KnownDevice> builder)
    {
        builder.Property(d => d.Hash).HasMaxLength(HashLength);
        builder.HasIndex(d => new { d.UserId, d.Hash }).IsUnique();
        builder.HasOne<User>().WithMany().HasForeignKey(d => d.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<GuessCount> builder)
    {
        builder.HasKey(g => g.Key);
        builder.Property(g => g.Key).HasMaxLength(HashLength);
        builder.HasIndex(g => g.NextAt);
    }
}
