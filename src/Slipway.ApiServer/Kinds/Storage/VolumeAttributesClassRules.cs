using System.Text.Json.Nodes;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Storage;

/// <summary>VolumeAttributesClasses, which never change.</summary>
internal sealed class VolumeAttributesClassRules : CheckedRules
{
    public override bool ReturnsDeletedObject => true;

    public override void PrepareCreate(JsonObject obj) => ProtectionFinalizer.Add(obj, "kubernetes.io/vac-protection");

    protected override void Check(FieldChecker check, JsonObject obj)
    {
        check.Provisioner(obj, "driverName");
        check.Parameters(obj, mayBeEmpty: false);
    }

    protected override void CheckUpdate(FieldChecker check, JsonObject obj, JsonObject old)
    {
        foreach (var field in (ReadOnlySpan<string>)["driverName", "parameters"])
        {
            if (!JsonNode.DeepEquals(obj[field], old[field]))
            {
                check.Forbidden(field, $"updates to {field} are forbidden.");
            }
        }
    }
}
