using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds.Checks;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Kinds.Networking;

/// <summary>Ingresses: hosts, paths, and what serves them.</summary>
internal sealed class IngressRules : KindRules
{
    private const string ClassAnnotation = "kubernetes.io/ingress.class";

    private static readonly string[] PathTypes = ["Exact", "ImplementationSpecific", "Prefix"];
    private static readonly string[] BadSequences = ["//", "/./", "/../", "%2f", "%2F"];
    private static readonly string[] BadEnds = ["/..", "/."];

    public override bool HasGeneration => true;

    public override void ValidateCreate(JsonObject obj, List<FieldError> errors)
    {
        var annotation = obj.Map("metadata")?.Map("annotations")?[ClassAnnotation]?.GetValue<string>();
        if (annotation is not null && obj.Map("spec")!["ingressClassName"]?.GetValue<string>() is { } name && name != annotation)
        {
            errors.Add(FieldError.Invalid("annotations." + ClassAnnotation, annotation, "must match `ingressClassName` when both are specified"));
        }
    }

    public override void Validate(JsonObject obj, List<FieldError> errors) => CheckSpec(new FieldChecker(errors), obj.Map("spec") ?? []);

    public override void ValidateChange(JsonObject obj, JsonObject old, string subresource, List<FieldError> errors)
    {
        if (subresource == "status")
        {
            CheckStatus(new FieldChecker(errors), obj.Map("status") ?? [], old);
            return;
        }

        Validate(obj, errors);
    }

    public override void AddWarnings(JsonObject obj, JsonObject? old, List<string> warnings)
    {
        if (old is null && obj.Map("metadata")?.Map("annotations")?.ContainsKey(ClassAnnotation) == true)
        {
            warnings.Add($"annotation \"{ClassAnnotation}\" is deprecated, please use 'spec.ingressClassName' instead");
        }
    }

    private static void CheckSpec(FieldChecker check, JsonObject spec)
    {
        using var _ = check.In("spec");
        if (spec.Map("defaultBackend") is { } backend)
        {
            using var inside = check.In("defaultBackend");
            CheckBackend(check, backend);
        }
        else if (spec.List("rules") is not { Count: > 0 })
        {
            check.Invalid("", null, "either `defaultBackend` or `rules` must be specified");
        }

        foreach (var rule in check.Each(spec, "rules"))
        {
            CheckRule(check, rule);
        }

        foreach (var tls in check.Each(spec, "tls"))
        {
            CheckTls(check, tls);
        }

        if (spec.ContainsKey("ingressClassName"))
        {
            check.Name(spec, "ingressClassName", NameRule.Subdomain);
        }
    }

    private static void CheckRule(FieldChecker check, JsonObject rule)
    {
        if (rule.Text("host") is { Length: > 0 } host)
        {
            if (Addresses.TryParse(host, out _))
            {
                check.Invalid("host", host, NetworkChecks.NoAddress);
            }

            check.Host("host", host);
        }

        if (rule.Map("http") is not { } http)
        {
            return;
        }

        using var inside = check.In("http");
        if (http.List("paths") is not { Count: > 0 })
        {
            check.Required("paths");
        }

        foreach (var path in check.Each(http, "paths"))
        {
            CheckPath(check, path);
        }
    }

    private static void CheckPath(FieldChecker check, JsonObject item)
    {
        var path = item.Text("path");
        switch (item["pathType"] is null ? null : item.Text("pathType"))
        {
            case null:
                check.Required("pathType", "pathType must be specified");
                return;
            case "Exact" or "Prefix":
                CheckAbsolute(check, path);
                foreach (var sequence in BadSequences.Where(s => path.Contains(s, StringComparison.Ordinal)))
                {
                    check.Invalid("path", path, $"must not contain '{sequence}'");
                }

                foreach (var end in BadEnds.Where(e => path.EndsWith(e, StringComparison.Ordinal)))
                {
                    check.Invalid("path", path, $"cannot end with '{end}'");
                }

                break;
            case "ImplementationSpecific":
                if (path.Length > 0)
                {
                    CheckAbsolute(check, path);
                }

                break;
            default:
                check.NotSupported("pathType", item["pathType"], PathTypes);
                break;
        }

        using var _ = check.In("backend");
        CheckBackend(check, item.Map("backend") ?? []);
    }

    private static void CheckAbsolute(FieldChecker check, string path)
    {
        if (path is not ['/', ..])
        {
            check.Invalid("path", path, "must be an absolute path");
        }
    }

    private static void CheckBackend(FieldChecker check, JsonObject backend)
    {
        switch (backend.Map("resource"), backend.Map("service"))
        {
            case (not null, not null):
                check.Invalid("", "", "cannot set both resource and service backends");
                break;
            case ({ } resource, _):
                using (check.In("resource"))
                {
                    check.Reference(resource);
                }

                break;
            case (_, { } service):
                CheckService(check, service);
                break;
            default:
                check.Invalid("", "", "resource or service backend is required");
                break;
        }
    }

    private static void CheckService(FieldChecker check, JsonObject service)
    {
        using (check.In("service"))
        {
            if (check.Need(service, "name"))
            {
                check.Name(service, "name", NameRule.Label);
            }
        }

        var port = service.Map("port") ?? [];
        switch (port.Text("name"), port.Integer("number") ?? 0)
        {
            case ({ Length: > 0 }, not 0):
                check.Invalid("", "", "cannot set both port name & port number");
                break;
            case ({ Length: > 0 } name, _):
                check.PortName("service.port.name", name);
                break;
            case (_, 0):
                check.Required("", "port name or number is required");
                break;
            case (_, var number):
                check.Port("service.port.number", number);
                break;
        }
    }

    private static void CheckTls(FieldChecker check, JsonObject tls)
    {
        var i = 0;
        foreach (var host in tls.Texts("hosts"))
        {
            using var _ = check.In("hosts", i++);
            check.Host("", host);
        }

        if (tls.Text("secretName").Length > 0)
        {
            check.Name(tls, "secretName", NameRule.Subdomain);
        }
    }

    private static void CheckStatus(FieldChecker check, JsonObject status, JsonObject old)
    {
        var known = Items(old.Map("status")?.Map("loadBalancer"), "ingress").Select(p => p.Text("ip"));
        using var inStatus = check.In("status");
        using var inBalancer = check.In("loadBalancer");
        foreach (var ingress in check.Each(status.Map("loadBalancer") ?? [], "ingress"))
        {
            if (ingress.Text("ip") is { Length: > 0 } ip)
            {
                check.Address("ip", ip, known);
            }

            if (ingress.Text("hostname") is { Length: > 0 } host)
            {
                check.Name(ingress, "hostname", NameRule.Subdomain);
                if (Addresses.TryParse(host, out _))
                {
                    check.Invalid("hostname", host, NetworkChecks.NoAddress);
                }
            }
        }
    }
}
