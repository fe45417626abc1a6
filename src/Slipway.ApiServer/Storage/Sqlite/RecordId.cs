namespace Slipway.ApiServer.Storage.Sqlite;

/// <summary>
/// A record's row number: the space in the upper bits, the revision in the lower ones. So one table holds every space, a space's
/// records lie together in revision order, and no second index is written.
/// </summary>
internal static class RecordId
{
    private const int RevisionBits = 40;

    public static long Of(long space, long revision)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(revision, 1L << RevisionBits);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(space, 1L << (63 - RevisionBits));
        return (space << RevisionBits) | revision;
    }

    public static long First(long space) => space << RevisionBits;

    public static long Last(long space) => First(space + 1) - 1;

    public static long Revision(long id) => id & ((1L << RevisionBits) - 1);
}
