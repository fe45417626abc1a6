using System.Collections.Frozen;

namespace Slipway.ApiServer.OpenApi;

/// <summary>
/// The messages of gnostic's OpenAPI v2 and v3 that Kubernetes' documents need. A line is a message, then its fields as
/// <c>NUMBER NAME : FORM</c> without spaces: no form is a string, <c>[]</c> makes a list, <c>{}</c> a map by name; a name of <c>*</c>
/// stands for every other name, and one of <c>x-</c> for the extensions.
/// </summary>
internal sealed class OpenApiMessages
{
    private const string V2 = """
        Document 1swagger 2info:Info 8paths:Paths 9definitions:{}Schema
        Info 1title 2version
        Paths 2*:PathItem
        PathItem 2get:Operation 3put:Operation 4post:Operation 5delete:Operation 6options:Operation 7head:Operation 8patch:Operation 9parameters:[]Parameter 10x-
        Operation 1tags:[] 3description 5operationId 6produces:[] 7consumes:[] 8parameters:[]Parameter 9responses:Responses 10schemes:[] 13x-
        BodyParameter 1description 2name 3in 4required:bool 5schema:Schema
        QueryParameter 1required:bool 2in 3description 4name 6type 20uniqueItems:bool
        PathParameter 1required:bool 2in 3description 4name 5type 19uniqueItems:bool
        Responses 1*:Response
        Response 1description 2schema:SchemaItem
        Schema 1$ref 2format 3title 4description 5default:any 6multipleOf:double 7maximum:double 8exclusiveMaximum:bool 9minimum:double 10exclusiveMinimum:bool 11maxLength:int 12minLength:int 13pattern 14maxItems:int 15minItems:int 16uniqueItems:bool 17maxProperties:int 18minProperties:int 19required:[] 20enum:[]any 21additionalProperties:SchemaOrBool 22type:Strings 23items:Items 24allOf:[]Schema 25properties:{}Schema 30example:any 31x-
        """;

    private const string V3 = """
        Document 1openapi 2info:Info 4paths:Paths 5components:Components
        Info 1title 6version
        Paths 1*:PathItem
        PathItem 4get:Operation 5put:Operation 6post:Operation 7delete:Operation 8options:Operation 9head:Operation 10patch:Operation 13parameters:[]Parameter 14x-
        Operation 1tags:[] 3description 5operationId 6parameters:[]Parameter 7requestBody:RequestBody 8responses:Responses 13x-
        Parameter 1name 2in 3description 4required:bool 10schema:SchemaOrReference
        RequestBody 1description 2content:{}MediaType 3required:bool
        MediaType 1schema:SchemaOrReference
        Responses 2*:Response
        Response 1description 3content:{}MediaType
        Components 1schemas:{}SchemaOrReference
        Reference 1$ref
        Schema 1nullable:bool 9title 10multipleOf:double 11maximum:double 12exclusiveMaximum:bool 13minimum:double 14exclusiveMinimum:bool 15maxLength:int 16minLength:int 17pattern 18maxItems:int 19minItems:int 20uniqueItems:bool 21maxProperties:int 22minProperties:int 23required:[] 24enum:[]any 25type 26allOf:[]SchemaOrReference 27oneOf:[]SchemaOrReference 28anyOf:[]SchemaOrReference 29not:Schema 30items:Items 31properties:{}SchemaOrReference 32additionalProperties:SchemaOrBool 33default:Scalar 34description 35format 36x-
        """;

    private readonly FrozenDictionary<string, FrozenDictionary<string, OpenApiField>> _messages;

    private OpenApiMessages(string table) => _messages = table.Split('\n').Select(line => line.Split(' ')).ToFrozenDictionary(
        words => words[0], words => words.Skip(1).Select(OpenApiField.Parse).ToFrozenDictionary(f => f.Name));

    public static OpenApiMessages Version2 { get; } = new(V2);

    public static OpenApiMessages Version3 { get; } = new(V3);

    /// <summary>The field of a message that a name stands for; null for names that are left out.</summary>
    public OpenApiField? Find(string message, string name)
    {
        var fields = _messages[message];
        return fields.GetValueOrDefault(name)
            ?? (name.StartsWith("x-", StringComparison.Ordinal) ? fields.GetValueOrDefault("x-") : fields.GetValueOrDefault("*"));
    }
}
