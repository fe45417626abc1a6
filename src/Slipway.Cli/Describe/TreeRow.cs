namespace Slipway.Cli.Describe;

/// <summary>One line of the table, laid out.</summary>
/// <param name="Cells">The cells, in the order of <see cref="TreeTable.Header"/>.</param>
/// <param name="IsGood">Whether it says that all is well; null when it says nothing.</param>
internal sealed record TreeRow(IReadOnlyList<string> Cells, bool? IsGood);
