namespace Slipway.Cli.Get;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Priority">0 for one that is always shown, more for one of the wide form.</param>
internal readonly record struct TableColumn(string Name, int Priority);
