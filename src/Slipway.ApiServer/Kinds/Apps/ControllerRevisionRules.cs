using System.Text.Json.Nodes;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Apps;

/// <summary>ControllerRevisions: what they hold never changes.</summary>
internal sealed class ControllerRevisionRules : WalkedRules
{
    protected override void Check(FieldChecker check, JsonObject obj, JsonObject? old)
    {
        check.NonNegative(obj, "revision");
        if (old is not null)
        {
            check.Unchanged(obj, old, "data");
        }
        else if (obj["data"] is not JsonObject)
        {
            check.Required("data", obj["data"] is null ? "data is mandatory" : "data must be a valid JSON object");
        }
    }
}
