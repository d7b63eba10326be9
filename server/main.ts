/** The language server as a Node process, spoken to over IPC, standard input and output, or a socket, as its arguments say. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { nodeDisk, serve } from "./index.ts";

serve(createConnection(ProposedFeatures.all), nodeDisk);
