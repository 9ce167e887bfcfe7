using CitesDesMetiers.Core.Accounts;
using CitesDesMetiers.Core.Cites;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Drafts;

internal sealed class EditingMapping : IEntityTypeConfiguration<EditingSession>, IEntityTypeConfiguration<Revision>
{
    public void Configure(EntityTypeBuilder<EditingSession> builder)
    {
        builder.Property(s => s.Subject).HasMaxLength(EditingSession.SubjectLength);
        builder.Property(s => s.UserName).HasMaxLength(Contact.NameLength);
        builder.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(s => new { s.Subject, s.UserId }).IsUnique();
        builder.HasIndex(s => s.SeenAt);
    }

    public void Configure(EntityTypeBuilder<Revision> builder)
    {
        builder.Property(r => r.AuthorName).HasMaxLength(Contact.NameLength);
        builder.HasOne(r => r.NewsItem).WithMany().HasForeignKey(r => r.NewsItemId);
        builder.HasOne(r => r.Issue).WithMany().HasForeignKey(r => r.IssueId);
        builder.HasIndex(r => new { r.NewsItemId, r.SavedAt });
        builder.HasIndex(r => new { r.IssueId, r.Kind, r.SavedAt });
    }
}
