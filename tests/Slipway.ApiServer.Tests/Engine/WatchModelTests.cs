using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Tests.Engine;

/// <summary>
/// Any writes, any watchers: each is told every change that its selector lets it see, once, in order, with the version of the write.
/// </summary>
public sealed class WatchModelTests
{
    private static readonly string[] Selectors = ["", "app=x", "app!=x", "app in (x,y)", "!app"];
    private static readonly string?[] Labels = [null, "x", "y", "z"];

    private static readonly Gen<(int Name, int Label, bool Delete)> Writes = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], Gen.Int[0, 3].Select(i => i == 0));
    private static readonly Gen<(int Selector, int Name, int Start, bool State)> Watchers =
        Gen.Select(Gen.Int[0, 4], Gen.Int[-5, 4], Gen.Int[0, 40], Gen.Bool);

    [Fact]
    public Task Watchers_OfAnyWrites_AreToldWhatTheModelSays() => Gen.Select(Writes.Array[1, 40], Watchers.Array[1, 6]).SampleAsync(
        async (writes, watchers) =>
        {
            await using var fixture = await EngineFixture.StartAsync();
            var begin = fixture.Store.Revision;
            var history = new List<(long Revision, string Name, string? Before, bool Existed, string? After, bool Exists)>();
            var open = new List<(IResourceWatch Watch, int Watcher, long From)>();
            var now = new Dictionary<string, string?>();
            for (var i = 0; i < writes.Length; i++)
            {
                await OpenAsync(i);
                var (name, label) = ($"n{writes[i].Name}", Labels[writes[i].Label]);
                var existed = now.TryGetValue(name, out var before);
                if (await WriteAsync(fixture, name, label, existed, writes[i].Delete && existed))
                {
                    var exists = !(writes[i].Delete && existed);
                    history.Add((fixture.Store.Revision, name, before, existed, exists ? label : null, exists));
                    now.Remove(name);
                    if (exists)
                    {
                        now.Add(name, label);
                    }
                }
            }

            await OpenAsync(int.MaxValue);
            foreach (var (watch, index, from) in open)
            {
                var (selector, name) = (Selectors[watchers[index].Selector], watchers[index].Name);
                var wanted = history.Where(h => h.Revision > from && (name < 0 || h.Name == $"n{name}"))
                    .Select(h => Tell(h.Revision, h.Name, h.Existed && Matches(selector, h.Before), h.Exists && Matches(selector, h.After)))
                    .OfType<string>().ToList();
                Assert.Equal(wanted, await ReadAsync(watch, from, wanted.Count));
                await watch.DisposeAsync();
            }

            async Task OpenAsync(int step)
            {
                for (var w = 0; w < watchers.Length; w++)
                {
                    if (watchers[w].Start == step || (step == int.MaxValue && watchers[w].Start >= writes.Length))
                    {
                        // Some begin now, some at a version that has passed, some with the state: all go on from there alike.
                        var from = watchers[w].State ? fixture.Store.Revision : begin + ((fixture.Store.Revision - begin) / 2);
                        var watch = await fixture.Server.WatchAsync(
                            new WatchRequest
                            {
                                Resource = new("", "v1", "configmaps"),
                                Namespace = "default",
                                LabelSelector = Selectors[watchers[w].Selector],
                                FieldSelector = watchers[w].Name < 0 ? "" : $"metadata.name=n{watchers[w].Name}",
                                ResourceVersion = watchers[w].State ? "" : from.ToString(CultureInfo.InvariantCulture),
                            },
                            EngineFixture.Token);
                        open.Add((watch, w, from));
                    }
                }
            }
        },
        iter: 60);

    private static bool Matches(string selector, string? app) => selector switch
    {
        "app=x" => app == "x",
        "app!=x" => app != "x",
        "app in (x,y)" => app is "x" or "y",
        "!app" => app is null,
        _ => true,
    };

    private static string? Tell(long revision, string name, bool before, bool after) => (before, after) switch
    {
        (false, true) => $"{revision} Added {name}",
        (true, true) => $"{revision} Modified {name}",
        (true, false) => $"{revision} Deleted {name}",
        _ => null,
    };

    private static async Task<bool> WriteAsync(EngineFixture fixture, string name, string? label, bool exists, bool delete)
    {
        var before = fixture.Store.Revision;
        if (delete)
        {
            await fixture.DeleteAsync(name);
        }
        else if (exists)
        {
            await fixture.MergeAsync(name, new JsonObject { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["app"] = label } } }.ToJsonString());
        }
        else
        {
            var body = EngineFixture.ConfigMap(name);
            body["metadata"]!["labels"] = label is null ? null : new JsonObject { ["app"] = label };
            await fixture.CreateAsync(body);
        }

        return fixture.Store.Revision > before;
    }

    // The state that a watch begins with has versions up to its start; what counts here is what came after.
    private static async Task<List<string>> ReadAsync(IResourceWatch watch, long from, int count)
    {
        var told = new List<string>();
        while (true)
        {
            while (watch.TryRead(out var next))
            {
                var revision = long.Parse(next.Object.Metadata.ResourceVersion, CultureInfo.InvariantCulture);
                if (revision > from)
                {
                    told.Add($"{revision} {next.Type} {next.Object.Metadata.Name}");
                }
            }

            var more = watch.WaitToReadAsync(EngineFixture.Token);
            if (told.Count >= count && !more.IsCompleted)
            {
                return told;
            }

            await more;
        }
    }
}
