using System.Net.Sockets;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Storage.Sqlite;

namespace Slipway.ApiServer.Tests.Storage;

/// <summary>The process that <see cref="CrashTests"/> kills: it writes until then, and tells of every answer through a socket.</summary>
public sealed class CrashWriter
{
    public const int Writers = 8;
    public const string DirectoryVariable = "SLIPWAY_CRASH_WRITER_DIRECTORY";
    public const string SocketVariable = "SLIPWAY_CRASH_WRITER_SOCKET";
    public const string RoundVariable = "SLIPWAY_CRASH_WRITER_ROUND";

    private const int VersionsEach = 4;

    public static StoreOptions Options => new() { HistoryLimit = 100 };

    [Fact(Explicit = true)]
    public async Task Write_UntilKilled()
    {
        Assert.SkipWhen(Environment.GetEnvironmentVariable(DirectoryVariable) is null, "started by CrashTests only");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(Environment.GetEnvironmentVariable(SocketVariable)!));
        await using var database = await SqliteDatabase.OpenAsync(Environment.GetEnvironmentVariable(DirectoryVariable)!, TimeProvider.System);
        var store = await database.OpenSpaceAsync("plane", Options);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => WriteAsync(store, socket, writer)));
    }

    // Creates an object, changes it a few times, deletes every second one; goes on with the next.
    private static async Task WriteAsync(VersionedStore store, Socket socket, int writer)
    {
        var round = Environment.GetEnvironmentVariable(RoundVariable);
        for (var i = 0; ; i++)
        {
            var current = await Writes.CreateAsync(store, Writes.Pod($"{round}-{writer}-{i}"));
            Tell(socket, StoreEventKind.Created, current);
            for (var version = 0; version < VersionsEach; version++)
            {
                current = await Writes.UpdateAsync(store, current);
                Tell(socket, StoreEventKind.Updated, current);
            }

            if (i % 2 == 0)
            {
                Tell(socket, StoreEventKind.Deleted, await Writes.DeleteAsync(store, current));
            }
        }
    }

    private static void Tell(Socket socket, StoreEventKind kind, StoredObject answered)
    {
        var line = System.Text.Encoding.UTF8.GetBytes($"{kind} {answered.Key.Name} {answered.Revision}\n");
        lock (socket)
        {
            socket.Send(line);
        }
    }
}
