using CitesDesMetiers.Core.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CitesDesMetiers.Core.Agenda;

internal sealed class AgendaMapping : IEntityTypeConfiguration<AgendaEntry>
{
    public void Configure(EntityTypeBuilder<AgendaEntry> builder)
    {
        builder.Property(e => e.Title).HasMaxLength(AgendaEntry.TitleLength);
        builder.Property(e => e.Place).HasMaxLength(AgendaEntry.TitleLength);
        builder.Property(e => e.Project).HasMaxLength(100);
        builder.Property(e => e.Link).HasMaxLength(WebAddress.MaxLength);
        builder.HasOne(e => e.Cite).WithMany().HasForeignKey(e => e.CiteId);
        builder.HasIndex(e => e.Uid).IsUnique();
        builder.HasIndex(e => e.StartsOn);
    }
}
