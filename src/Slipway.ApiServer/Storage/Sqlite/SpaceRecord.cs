namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>A row of the table of key spaces.</summary>
/// <param name="Id">Never used again after a drop.</param>
/// <param name="Name">Null for a dropped space whose records are still being deleted.</param>
/// <param name="Compacted">The revision up to which superseded records may be deleted already.</param>
internal readonly record struct SpaceRecord(long Id, string? Name, long Compacted);
