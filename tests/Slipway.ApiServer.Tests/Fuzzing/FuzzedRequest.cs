namespace Slipway.ApiServer.Tests.Fuzzing;

/// <summary>A request as text, to be changed in each of its parts.</summary>
internal sealed record FuzzedRequest(string Method, string Target, string Type, string Body, string Header = "", string Value = "")
{
    private const string Maps = "/api/v1/namespaces/default/configmaps";
    private const string Map = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"b\",\"labels\":{\"x\":\"y\"}},\"data\":{\"k\":\"v\"}}";
    private const string Pod =
        "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\",\"generateName\":\"p-\"},\"spec\":{\"containers\":"
        + "[{\"name\":\"c\",\"image\":\"i\",\"resources\":{\"limits\":{\"cpu\":\"1\",\"memory\":\"1Gi\"}},\"ports\":[{\"containerPort\":80}]}]}}";
    private const string Definition =
        "{\"apiVersion\":\"apiextensions.k8s.io/v1\",\"kind\":\"CustomResourceDefinition\",\"metadata\":{\"name\":\"as.x.io\"},\"spec\":{\"group\":\"x.io\","
        + "\"scope\":\"Cluster\",\"names\":{\"plural\":\"as\",\"kind\":\"A\"},\"versions\":[{\"name\":\"v1\",\"served\":true,\"storage\":true,"
        + "\"additionalPrinterColumns\":[{\"name\":\"C\",\"type\":\"string\",\"jsonPath\":\".spec.a[?(@.b=='c')].d\"}],"
        + "\"schema\":{\"openAPIV3Schema\":{\"type\":\"object\",\"properties\":{\"spec\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\","
        + "\"maxItems\":9,\"items\":{\"type\":\"string\",\"pattern\":\"^a+$\",\"maxLength\":9},\"default\":[\"a\"]}},\"x-kubernetes-validations\":"
        + "[{\"rule\":\"self.a.all(x, x.matches('a') && size(x) > 1)\",\"messageExpression\":\"'m'\"}]}}}}}]}}";
    private const string Managed =
        "{\"metadata\":{\"managedFields\":[{\"manager\":\"m\",\"operation\":\"Apply\",\"apiVersion\":\"v1\",\"time\":\"2026-01-01T00:00:00Z\","
        + "\"fieldsType\":\"FieldsV1\",\"fieldsV1\":{\"f:data\":{\".\":{},\"f:k\":{},\"k:{\\\"a\\\":1}\":{},\"v:1\":{},\"i:0\":{}}}}]}}";

    public static readonly FuzzedRequest[] Seeds =
    [
        new("GET", Maps + "/a", "", ""),
        new("GET", Maps + "?limit=1&labelSelector=x in (a,b),!z&fieldSelector=metadata.name=a&resourceVersion=0", "", ""),
        new("GET", Maps + "?limit=1&continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6MSwic3RhcnQiOiJhXHUwMDAwIn0", "", ""),
        new("GET", Maps, "", "", "Accept", "application/json;as=Table;g=meta.k8s.io;v=v1,application/vnd.kubernetes.protobuf;q=0.9"),
        new("GET", Maps, "", "", "Impersonate-User", "system:serviceaccount:default:x"),
        new("GET", Maps, "", "", "Impersonate-Extra-a%2fb", "c"),
        new("GET", Maps, "", "", "Authorization", "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.eyJpc3MiOiJrIiwic3ViIjoieCIsImV4cCI6MX0.AAAA"),
        new("GET", Maps, "", "", "Authorization", "Bearer abcdef.0123456789abcdef"),
        new("POST", Maps + "?dryRun=All&fieldManager=m&fieldValidation=Strict", "application/json", Map),
        new("POST", Maps + "?fieldValidation=Warn", "application/yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: &m {name: c}\ndata:\n  k: |\n    v\n"),
        new("POST", Maps, "application/vnd.kubernetes.protobuf", "k8s\0\n\u000f\n\u0002v1\u0012\u0009ConfigMap\u0012\u0007\n\u0005\n\u0003abc"),
        new("PUT", Maps + "/a", "application/json", Map.Replace("\"b\"", "\"a\"", StringComparison.Ordinal)),
        new("PUT", Maps + "/a", "application/json", Managed),
        new("PATCH", Maps + "/a", "application/json-patch+json", "[{\"op\":\"copy\",\"from\":\"/data\",\"path\":\"/data/x\"},{\"op\":\"add\",\"path\":\"/data/k~1\",\"value\":\"1\"}]"),
        new("PATCH", Maps + "/a", "application/merge-patch+json", Managed),
        new("PATCH", Maps + "/a", "application/merge-patch+json", "{\"data\":{\"k\":null,\"l\":\"1\"}}"),
        new("PATCH", "/api/v1/namespaces/default/pods/p", "application/strategic-merge-patch+json",
            "{\"spec\":{\"$retainKeys\":[\"containers\"],\"containers\":[{\"$patch\":\"replace\"},{\"name\":\"c\",\"image\":\"j\"}],\"$setElementOrder/containers\":[{\"name\":\"c\"}],\"$deleteFromPrimitiveList/x\":[1]}}"),
        new("PATCH", Maps + "/d?fieldManager=m&force=true", "application/apply-patch+yaml", Map.Replace("\"b\"", "\"d\"", StringComparison.Ordinal)),
        new("POST", "/api/v1/namespaces/default/pods?dryRun=All", "application/json", Pod),
        new("POST", "/apis/apiextensions.k8s.io/v1/customresourcedefinitions?dryRun=All", "application/json", Definition),
        new("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "application/json", "{\"spec\":{\"resourceAttributes\":{\"verb\":\"get\",\"resource\":\"pods\"}}}"),
        new("POST", "/apis/authentication.k8s.io/v1/tokenreviews", "application/json", "{\"spec\":{\"token\":\"abcdef.0123456789abcdef\"}}"),
        new("DELETE", Maps + "/a?dryRun=All", "application/json", "{\"preconditions\":{\"uid\":\"x\"},\"propagationPolicy\":\"Foreground\",\"gracePeriodSeconds\":1}"),
        new("DELETE", Maps + "?dryRun=All&labelSelector=x=y", "", ""),
    ];
}
