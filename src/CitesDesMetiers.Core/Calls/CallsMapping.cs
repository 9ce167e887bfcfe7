using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Calls;

internal sealed class CallsMapping : IEntityTypeConfiguration<CallForNews>, IEntityTypeConfiguration<Invitation>, IEntityTypeConfiguration<SentEntry>
{
    public void Configure(EntityTypeBuilder<CallForNews> builder)
    {
        builder.ToTable("CallsForNews");
        builder.Property(c => c.Subject).HasMaxLength(120);
        builder.Property(c => c.Message).HasMaxLength(CallForNews.MessageLength);
        builder.HasMany(c => c.Invitations).WithOne(i => i.Call).HasForeignKey(i => i.CallForNewsId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => c.Deadline);
    }

    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("Invitations");
        builder.HasOne(i => i.User).WithMany().HasForeignKey(i => i.UserId);
        builder.HasOne(i => i.Cite).WithMany().HasForeignKey(i => i.CiteId);
        builder.HasIndex(i => i.PublicId).IsUnique();
        builder.HasIndex(i => new { i.CallForNewsId, i.UserId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SentEntry> builder)
    {
        builder.ToTable("SentEntries");
        builder.HasOne(s => s.Invitation).WithMany().HasForeignKey(s => s.InvitationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(s => s.Date).WithMany().HasForeignKey(s => s.DateId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(s => s.Move).WithMany().HasForeignKey(s => s.MoveId).OnDelete(DeleteBehavior.Cascade);
    }
}
