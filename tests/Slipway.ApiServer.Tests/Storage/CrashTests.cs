using System.Diagnostics;
using System.Net.Sockets;
using Slipway.ApiServer.Storage;
using Slipway.ApiServer.Storage.Sqlite;

namespace Slipway.ApiServer.Tests.Storage;

public sealed class CrashTests
{
    private const int Rounds = 6;

    [Fact]
    public async Task Kill_AtAnyMoment_LosesNoAnsweredWriteAndGoesOnCounting()
    {
        using var directory = new TempDirectory();
        var data = Path.Combine(directory.Path, "data");
        var random = new Random(20261123);
        var answered = new Dictionary<string, (StoreEventKind Kind, long Revision)>();
        var highest = 1L;
        for (var round = 0; round < Rounds; round++)
        {
            var lines = await WriteAndKillAsync(data, Path.Combine(directory.Path, $"{round}.sock"), round, random.Next(1, 1500));
            foreach (var words in lines.Select(line => line.Split(' ')))
            {
                var revision = long.Parse(words[2]);
                answered[words[1]] = (Enum.Parse<StoreEventKind>(words[0]), revision);
                highest = Math.Max(highest, revision);
            }

            highest = await CheckAsync(data, answered, highest);
        }
    }

    private static async Task<List<string>> WriteAndKillAsync(string data, string socketPath, int round, int answersBefore)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(socketPath));
        listener.Listen();
        using var child = Process.Start(ChildStart(data, socketPath, round))!;
        using var connection = await listener.AcceptAsync();
        using var reader = new StreamReader(new NetworkStream(connection));
        var lines = new List<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (lines.Count == answersBefore)
            {
                child.Kill();
            }
        }

        await child.WaitForExitAsync();
        Assert.True(lines.Count >= answersBefore, "the writer ended before it was killed");
        return lines;
    }

    private static ProcessStartInfo ChildStart(string data, string socketPath, int round)
    {
        var program = Path.Combine(AppContext.BaseDirectory, typeof(CrashTests).Assembly.GetName().Name!);
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? program + ".exe" : program)
        {
            ArgumentList = { "--filter-class", typeof(CrashWriter).FullName!, "--explicit", "only" },
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        start.Environment[CrashWriter.DirectoryVariable] = data;
        start.Environment[CrashWriter.SocketVariable] = socketPath;
        start.Environment[CrashWriter.RoundVariable] = round.ToString();
        return start;
    }

    private static async Task<long> CheckAsync(
        string data, Dictionary<string, (StoreEventKind Kind, long Revision)> answered, long highest)
    {
        await using var database = await SqliteDatabase.OpenAsync(data, TimeProvider.System);
        var store = await database.OpenSpaceAsync("plane", CrashWriter.Options);
        Assert.True(store.Revision >= highest, $"revision went back from {highest} to {store.Revision}");
        var unanswered = 0;
        foreach (var (name, last) in answered.ToList())
        {
            var found = store.Get(Writes.Pod(name));
            var isAsAnswered = last.Kind == StoreEventKind.Deleted ? found is null : found?.Revision == last.Revision;
            if (!isAsAnswered)
            {
                unanswered++;
                Assert.True(last.Kind != StoreEventKind.Deleted, $"{name} was deleted and is back");
                Assert.True(found is null || found.Revision > last.Revision, $"{name}: answered {last}, found {found?.Revision}");
                answered[name] = found is null ? (StoreEventKind.Deleted, last.Revision) : (StoreEventKind.Updated, found.Revision);
            }
        }

        // A writer has one write under way at most; what it was may be there or not.
        Assert.InRange(unanswered, 0, CrashWriter.Writers);
        return (await Writes.CreateAsync(store, Writes.Pod($"check-{highest}"))).Revision;
    }
}
