using CsCheck;
using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Tests.Storage;

/// <summary>The store against a model so simple that it is plainly right: a sorted dictionary and a list of all events.</summary>
public sealed class StoreModelTests
{
    private static readonly string[] Resources = ["pods", "pods.x", "nodes"];
    private static readonly string[] Namespaces = ["", "a", "b"];

    private static readonly Gen<(int Action, StoreKey Key, bool Stale)> Steps = Gen.Select(
        Gen.Int[0, 9],
        Gen.Select(Gen.Int[0, 2].Select(i => Resources[i]), Gen.Int[0, 2].Select(i => Namespaces[i]), Gen.Int[0, 7].Select(i => $"n{i}"))
            .Select((resource, space, name) => new StoreKey(resource, space, name)),
        Gen.Int[0, 9].Select(i => i == 0));

    [Fact]
    public Task Store_AnyWrites_AgreesWithTheModel()
        => Steps.Array[0, 200].SampleAsync(
            async steps =>
            {
                var store = VersionedStore.InMemory(TimeProvider.System, new StoreOptions { HistoryLimit = 60 });
                var model = new StoreModel();
                using var live = store.Watch("pods", "a", 1);
                foreach (var (action, key, stale) in steps)
                {
                    await model.StepAsync(store, action, key, stale);
                    model.CheckState(store);
                }

                model.CheckHistory(store);
                Assert.Equal(
                    model.Events.Where(e => e.Key.Resource == "pods" && e.Key.Namespace == "a"),
                    Writes.ReadAvailable(live).Select(e => (e.Kind, e.Current.Key, e.Revision)));
            },
            iter: 200);
}
