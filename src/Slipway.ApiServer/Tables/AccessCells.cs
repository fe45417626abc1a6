using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Tables;

/// <summary>Cells of bindings of roles and of certificate signing requests.</summary>
internal static class AccessCells
{
    public static JsonNode? OfBinding(string column, JsonObject obj)
    {
        var role = obj.Map("roleRef") ?? [];
        return column switch
        {
            "Role" => $"{role.Text("kind")}/{role.Text("name")}",
            "Users" => Subjects(obj, "User"),
            "Groups" => Subjects(obj, "Group"),
            "ServiceAccounts" => Subjects(obj, "ServiceAccount"),
            _ => null,
        };
    }

    public static JsonNode? OfRequest(string column, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        return column switch
        {
            "SignerName" => spec.TextOr("signerName", CellText.None),
            "Requestor" => spec.Text("username"),
            "RequestedDuration" => spec.Integer("expirationSeconds") is { } seconds ? Ages.Of(TimeSpan.FromSeconds(seconds)) : CellText.None,
            "Condition" => Condition(obj.Map("status") ?? []),
            _ => null,
        };
    }

    private static string Subjects(JsonObject obj, string kind) => string.Join(
        ", ",
        Kinds.KindRules.Items(obj, "subjects").Where(s => s.Text("kind") == kind)
            .Select(s => kind == "ServiceAccount" ? $"{s.Text("namespace")}/{s.Text("name")}" : s.Text("name")));

    private static string Condition(JsonObject status)
    {
        var types = Kinds.KindRules.Items(status, "conditions").Select(c => c.Text("type")).ToHashSet(StringComparer.Ordinal);
        var decision = types.Contains("Denied") ? "Denied" : types.Contains("Approved") ? "Approved" : "Pending";
        return decision + (types.Contains("Failed") ? ",Failed" : "") + (status.Text("certificate").Length > 0 ? ",Issued" : "");
    }
}
