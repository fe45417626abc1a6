using System.Text.Json.Nodes;
using Slipway.Api.Admission;

namespace Slipway.Cli.Webhooks;

/// <summary>Reads objects for rules.</summary>
internal interface IObjectFinder
{
    /// <summary>The object; null when it does not exist.</summary>
    ValueTask<JsonObject?> FindAsync(ObjectReference reference, CancellationToken cancellationToken);
}
