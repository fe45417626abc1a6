using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Engine;
using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Controllers;

/// <summary>Gives a CustomResourceDefinition the names that another one has given up.</summary>
internal sealed class DefinitionNamer(ApiServerEngine engine)
{
    public async ValueTask SettleAsync(StoreKey key, CancellationToken cancellationToken)
    {
        if (engine.Core.Store.Get(key) is not { } stored)
        {
            return;
        }

        var definition = (JsonObject)JsonTreeReader.Read(stored.Json.Span)!;
        var before = definition.Map("status")?.DeepClone();
        engine.Core.CustomResources.Settle(definition);
        if (!JsonNode.DeepEquals(definition["status"], before))
        {
            await DefinitionStatus.WriteAsync(engine, definition, cancellationToken);
        }
    }
}
