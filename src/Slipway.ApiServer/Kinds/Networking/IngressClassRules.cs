using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;

namespace Slipway.ApiServer.Kinds.Networking;

/// <summary>IngressClasses.</summary>
internal sealed partial class IngressClassRules : CheckedRules
{
    private const int MaxController = 250;
    private const string PathForm = @"[A-Za-z0-9/\-._~%!$&'()*+,;=:]+";

    private static readonly string[] Scopes = ["Cluster", "Namespace"];

    public override bool HasGeneration => true;

    public override void Default(JsonObject obj) => obj.Map("spec")?.Map("parameters")?.Default("scope", "Cluster");

    protected override void Check(FieldChecker check, JsonObject obj)
    {
        var spec = obj.Map("spec") ?? [];
        using var _ = check.In("spec");
        CheckController(check, spec.Text("controller"));
        if (spec.Map("parameters") is { } parameters)
        {
            CheckParameters(check, parameters);
        }
    }

    protected override void CheckUpdate(FieldChecker check, JsonObject obj, JsonObject old)
    {
        using var _ = check.In("spec");
        check.Unchanged(obj.Map("spec"), old.Map("spec"), "controller");
    }

    private static void CheckController(FieldChecker check, string controller)
    {
        if (controller.Length > MaxController)
        {
            check.TooLong("controller", MaxController);
        }

        if (controller.Length == 0)
        {
            check.Required("controller");
            return;
        }

        if (controller.Split('/', 2) is not [{ Length: > 0 } host, { Length: > 0 } path])
        {
            check.Invalid("controller", controller, "must be a domain-prefixed path (such as \"acme.io/foo\")");
            return;
        }

        foreach (var error in NameSyntax.Errors(host, NameRule.Subdomain))
        {
            check.Invalid("controller", host, error);
        }

        if (!PathPattern().IsMatch(path))
        {
            check.Invalid("controller", path, $"Invalid path (regex used for validation is '{PathForm}')");
        }
    }

    private static void CheckParameters(FieldChecker check, JsonObject parameters)
    {
        using var _ = check.In("parameters");
        check.Reference(parameters);
        switch (parameters.Text("scope"), parameters.ContainsKey("namespace"))
        {
            case ("Namespace", true):
                check.Name(parameters, "namespace", NameRule.Label);
                break;
            case ("Namespace", false):
                check.Required("namespace", "`parameters.scope` is set to 'Namespace'");
                break;
            case ("Cluster", var hasNamespace):
                if (hasNamespace)
                {
                    check.Forbidden("namespace", "`parameters.scope` is set to 'Cluster'");
                }

                break;
            default:
                check.NotSupported("scope", parameters["scope"], Scopes);
                break;
        }
    }

    [GeneratedRegex("^" + PathForm + @"\z", RegexOptions.CultureInvariant)]
    private static partial Regex PathPattern();
}
