namespace Slipway.Cli.Get;

/// <summary>One object's row.</summary>
/// <param name="Cells">A text for each column.</param>
/// <param name="Namespace">The object's namespace; empty when it has none.</param>
/// <param name="Name">The object's name.</param>
/// <param name="ResourceVersion">The object's version.</param>
internal sealed record TableRow(IReadOnlyList<string> Cells, string Namespace, string Name, string ResourceVersion);
